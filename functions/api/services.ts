import type { Changes } from '../declarations/amendment.ts';
import type { Correction } from '../declarations/correction.ts';
import type { Declaration } from '../declarations/declaration.ts';
import type { Resumption } from '../declarations/resumption.ts';
import type { Retraction } from '../declarations/retraction.ts';
import type { BreakGlassBody } from './contract/break-glass.ts';
import type { GlassPage } from './glass-page.ts';
import type { AmendBody, CorrectBody, KeepBody, ResumeBody, ToldBody } from './contract/changes.ts';
import type {
  ApproveBody,
  DeclarationAnswer,
  DeclareBody,
  DeclaredAnswer,
  EntryAnswer,
  Preview,
  RetractBody,
  StopBody,
} from './contract/declarations.ts';
import type { DeliveriesQuery, DeliveryAnswer, ProgressAnswer, RetryAnswer } from './contract/deliveries.ts';
import type { DismissBody, ProposalAnswer } from './contract/proposals.ts';
import type { AttestBody, CheckAccepted, ReadinessAnswer, ToolAnswer } from './contract/readiness.ts';
import type { RosterAnswer, RosterComparison, RosterQuery } from './contract/roster.ts';
import type { TextsAnswer } from './contract/texts.ts';
import type { SchoolYearAnswer } from './contract/school-years.ts';
import type { HealthAnswer } from './contract/service.ts';
import type { PollAnswer, ReportSignalBody, SignalAccepted, SignalAnswer } from './contract/signals.ts';
import type { RosterKind } from '../roster/roster.ts';
import type { Principal } from './principal.ts';

/** Something that somebody wants done. `commandId` is a hash of caller, route and Idempotency-Key; `bodyHash` of the parsed body. */
export type Command<Body> = {
  readonly principal: Principal;
  readonly commandId: string;
  readonly bodyHash: string;
  readonly body: Body;
};

/** What comes with a preview where it is asked for: the copy pack. */
export type Also = { readonly texts: boolean };

/** A command about one declaration. */
export type DeclarationCommand<Body> = Command<Body> & { readonly declarationId: string };

/**
 * Decisions: each ends in an entry of the ledger, which recognises a repeated `commandId`. They throw what their verbs throw
 * (`InvalidInput`, `ChangedSinceSeen`, `NotOpen`, …); an id nobody knows is `UnknownDeclaration` or `NotFound`.
 */
export type DecisionServices = {
  declare(command: Command<DeclareBody>): Promise<DeclaredAnswer>;
  approve(command: DeclarationCommand<ApproveBody>): Promise<DeclarationAnswer>;
  reject(command: DeclarationCommand<ApproveBody>): Promise<DeclarationAnswer>;
  stop(command: DeclarationCommand<StopBody>): Promise<DeclarationAnswer>;
  previewRetraction(declarationId: string, retraction: Retraction, also?: Also): Promise<Preview>;
  retract(command: DeclarationCommand<RetractBody>): Promise<DeclarationAnswer>;
  dismiss(command: Command<DismissBody> & { readonly proposalId: string }): Promise<ProposalAnswer>;
};

/** Decisions about a declaration that stands, in the same way. `tell` is the one that a machine may make. */
export type ChangeServices = {
  previewAmendment(declarationId: string, changes: Changes, also?: Also): Promise<Preview>;
  amend(command: DeclarationCommand<AmendBody>): Promise<DeclarationAnswer>;
  previewCorrection(declarationId: string, correction: Correction, also?: Also): Promise<Preview>;
  correct(command: DeclarationCommand<CorrectBody>): Promise<DeclarationAnswer>;
  previewResumption(declarationId: string, resumption: Resumption, also?: Also): Promise<Preview>;
  resume(command: DeclarationCommand<ResumeBody>): Promise<DeclarationAnswer>;
  keep(command: DeclarationCommand<KeepBody>): Promise<DeclarationAnswer>;
  /** The same again changes nothing. */
  tell(command: DeclarationCommand<ToldBody> & { readonly channelId: string }): Promise<DeclarationAnswer>;
};

/** Declaring without a sign-in (S-07). They throw what opening the glass throws, and what the decision behind it does. */
export type BreakGlassServices = {
  /** What the page offers to choose from. */
  aboutPage(): GlassPage;
  /** What the act would say; the halves are whole afterwards. */
  lookBehindGlass(body: BreakGlassBody): Promise<Preview>;
  breakGlass(body: BreakGlassBody): Promise<DeclaredAnswer>;
};

/** Everything else: reading, signals, attestations, the roster, retrying. Lists come whole and in their order; the API pages them. */
export type OperationServices = {
  preview(declaration: Declaration, also?: Also & { readonly dryRun?: boolean }): Promise<Preview>;
  /** Newest first. */
  listDeclarations(): Promise<readonly DeclarationAnswer[]>;
  /** Undefined: there is none of this id; so in all of these. */
  declaration(declarationId: string): Promise<DeclarationAnswer | undefined>;
  /** In the order of the record. */
  entriesOf(declarationId: string): Promise<readonly EntryAnswer[] | undefined>;
  /** Throws `NotOpen` for a declaration of which nothing was or will be posted. */
  textsOf(declarationId: string): Promise<TextsAnswer | undefined>;
  progressOf(declarationId: string, version: number | undefined): Promise<ProgressAnswer | undefined>;
  /** Pages by itself, for there are thousands: `cursor` is its own earlier one, and `BadCursor` is thrown for any other. */
  listDeliveries(
    declarationId: string,
    query: DeliveriesQuery,
  ): Promise<{ readonly items: readonly DeliveryAnswer[]; readonly cursor?: string | undefined } | undefined>;
  /** Throws `DeliveryUnknown` or `NotRetryable`. */
  retryDelivery(of: {
    readonly declarationId: string;
    readonly deliveryId: string;
    readonly principal: Principal;
  }): Promise<RetryAnswer>;

  reportSignal(command: Command<ReportSignalBody>): Promise<SignalAccepted>;
  poll(): Promise<PollAnswer>;
  /** Newest change first. */
  listSignals(): Promise<readonly SignalAnswer[]>;
  listProposals(): Promise<readonly ProposalAnswer[]>;

  readiness(): Promise<ReadinessAnswer>;
  /** Asks the channels' own workers, which answer in their time. */
  checkReadiness(): Promise<CheckAccepted>;
  /** Undefined: the district has no such tool. */
  attest(command: Command<AttestBody> & { readonly toolId: string }): Promise<ToolAnswer | undefined>;

  /** Undefined: none was loaded yet. */
  roster(kind: RosterKind): Promise<RosterAnswer | undefined>;
  /** Throws `InvalidInput` for a file that is refused, and `RosterChanged` with the new comparison when `confirm` is another's. */
  putRoster(csv: string, query: RosterQuery): Promise<RosterComparison>;

  /** Undefined: the district file has no such school year. */
  schoolYear(id: string): Promise<SchoolYearAnswer | undefined>;

  /** Rejects while the ledger cannot be read. */
  health(): Promise<HealthAnswer>;
};

/** What the routes of both functions need. */
export type ApiServices = DecisionServices & ChangeServices & OperationServices;
