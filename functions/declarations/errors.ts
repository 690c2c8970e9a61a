import { BellwetherError } from '../core/errors.ts';

/** Another entry has this version: read the year again and decide again. */
export class VersionTaken extends BellwetherError {
  readonly problem = 'version-conflict';
}

/** What was read is not what would be sent now (S-04); `data.preview` is what would be. */
export class ChangedSinceSeen extends BellwetherError {
  readonly problem = 'changed-since-seen';
}

/** A unit has one instructional declaration a date; `data` names the declaration that has it, by whom, and its amend route. */
export class DayAlreadyDeclared extends BellwetherError {
  readonly problem = 'day-already-declared';
}

/** Findings want a written reason each; `data.findings` lists them. */
export class FindingsNeedReason extends BellwetherError {
  readonly problem = 'findings-need-reason';
}

/** The law forbids it and no reason helps; `data.findings` says which rule and where it is written. */
export class BlockedByLaw extends BellwetherError {
  readonly problem = 'blocked-by-law';
}

/** Two people means two: nobody approves or rejects what they wrote themselves. */
export class ApproverIsAuthor extends BellwetherError {
  readonly problem = 'approver-is-author';
}

/** Only who wrote what awaits approval takes it back; others reject it. */
export class NotTheAuthor extends BellwetherError {
  readonly problem = 'not-the-author';
}

/** Approving takes an approver; an administrator may go on alone with what they wrote, and only when nobody answered in time. */
export class NotAnApprover extends BellwetherError {
  readonly problem = 'role-too-low';
}

/** The district file lists no outside channel of this id; `data.channels` are those it has. */
export class UnknownOutsideChannel extends BellwetherError {
  readonly problem = 'not-found';
}

/** The declaration is not in a state in which this can be done; `data.status` says in which it is. */
export class NotOpen extends BellwetherError {
  readonly problem = 'not-open';
}

/** There is no declaration of this id in the school year. */
export class UnknownDeclaration extends BellwetherError {
  readonly problem = 'unknown-declaration';
}

/** The same idempotency key came with another body. */
export class IdempotencyMismatch extends BellwetherError {
  readonly problem = 'idempotency-mismatch';
}

/** One entry holds one decision in at most 64 KB; `data.bytes` is what this one would take. */
export class EntryTooLarge extends BellwetherError {
  readonly problem = 'entry-too-large';
}

/** A row of the record is missing, or is not what its hash says: nothing rests on it until it is looked into. */
export class RecordDamaged extends BellwetherError {
  readonly problem = 'record-damaged';
}

/** No content row has this hash. */
export class ContentMissing extends RecordDamaged {}

/** A content row does not have the hash it is kept under. */
export class ContentAltered extends RecordDamaged {}
