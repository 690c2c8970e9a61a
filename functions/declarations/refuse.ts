import type { Finding } from '../law/finding.ts';
import { BlockedByLaw, ChangedSinceSeen, FindingsNeedReason } from './errors.ts';
import type { PreviewAnswer } from './preview-answer.ts';

/** Throws `ChangedSinceSeen` with the preview of now unless it is the one that was seen. */
export function refuseUnseen(seen: string, answer: PreviewAnswer): void {
  if (seen === answer.digest) return;
  const message = 'This is not what was seen: look at the preview again and decide on that.';
  throw new ChangedSinceSeen(message, { preview: answer });
}

/** Throws `BlockedByLaw` for what no reason helps against, else `FindingsNeedReason` for what lacks a written one. */
export function refuseFindings(findings: readonly Finding[], reasons: Readonly<Record<string, string>>): void {
  const blocking = findings.filter((finding) => finding.weight === 'blocks');
  if (blocking.length > 0)
    throw new BlockedByLaw(sentences('The law does not allow it.', blocking), { findings: blocking });
  const silent = findings.filter(
    ({ weight, findingId }) => weight === 'needs-reason' && (reasons[findingId] ?? '').trim() === '',
  );
  if (silent.length === 0) return;
  const lead = 'Write a reason for each of these under `reasons`, by its findingId.';
  throw new FindingsNeedReason(sentences(lead, silent), { findings: silent });
}

function sentences(lead: string, findings: readonly Finding[]): string {
  return [lead, ...findings.map(({ findingId, message }) => `${findingId}: ${message}`)].join('\n  ');
}
