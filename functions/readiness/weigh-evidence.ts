import type { Tool } from '../calendar/district.ts';
import { compareInstants, parseInstant } from '../core/time.ts';
import type { IncidentContent } from '../triggers/signal.ts';
import { fromBest, type Attestation, type ToolEvidence, type ToolReading, type ToolState } from './tool-state.ts';

/** What is known of one tool by itself. */
export type Voices = {
  readonly attestation: Attestation | undefined;
  readonly reading: ToolReading | undefined;
  /** Contents of open incidents, whatever they name. */
  readonly incidents: readonly IncidentContent[];
};

/** A tool's own state. `contested`: somebody reports it down, and no person has said so. */
export type OwnState = ToolState & { readonly contested: boolean };

/**
 * How a tool stands by itself. A person's word outranks what was said before it; what is newer and worse counts, and both are shown (E15).
 * It does not run out: nobody having looked since is no outage. A feed that cannot be read says nothing against it.
 */
export function weighEvidence(tool: Tool, voices: Voices): OwnState {
  const { attestation, reading } = voices;
  const attested = attestation === undefined ? [] : [attestedBy(attestation)];
  const read = reading === undefined ? [] : [readFrom(reading)];
  const reported = reportsOf(tool, voices.incidents);
  const said = [...read.filter(({ status }) => status !== 'unknown'), ...reported];
  const base = { toolId: tool.id, name: tool.name, neededForELearning: tool.neededForELearning };
  const evidence = [...attested, ...read, ...reported];

  const [person] = attested.filter(({ status }) => status !== 'unknown');
  const since = attestation?.at;
  const counted = person === undefined || since === undefined ? said : said.filter((one) => isNewer(one, since));
  const worst = counted.toSorted((a, b) => fromBest.indexOf(b.status) - fromBest.indexOf(a.status))[0];
  const contested = worst !== undefined && worst.status === 'unknown' && reported.includes(worst);
  if (
    person !== undefined &&
    (worst === undefined || fromBest.indexOf(worst.status) <= fromBest.indexOf(person.status))
  )
    return { ...base, ...heard(person), evidence, contested: false };
  if (worst === undefined) return { ...base, ...heard(read[0] ?? attested[0] ?? nobody), evidence, contested: false };
  const source = person === undefined ? worst.source : `${worst.source}, newer than what IT attested`;
  return { ...base, ...heard(worst), source, evidence, contested };
}

const nobody: ToolEvidence = { status: 'unknown', source: 'nobody has said' };

function heard({ status, since, source }: ToolEvidence): Pick<ToolState, 'status' | 'since' | 'source'> {
  return { status, source, ...(since === undefined ? {} : { since }) };
}

function attestedBy({ status, since, note }: Attestation): ToolEvidence {
  return { status, since, source: 'attested by IT', ...(note === undefined ? {} : { what: note }) };
}

function readFrom({ status, since, source, what }: ToolReading): ToolEvidence {
  return { status, since, source, ...(what === undefined ? {} : { what }) };
}

/**
 * What open incidents say of a tool. A machine cannot take down what e-learning needs without a person (S-20): its word makes such a tool
 * unknown, so that it stands in no list of tools that work.
 */
function reportsOf(tool: Tool, incidents: readonly IncidentContent[]): ToolEvidence[] {
  return incidents.flatMap(({ systems, source, observedAt }) =>
    systems
      .filter(({ id, status }) => id === tool.id && (status === 'down' || status === 'degraded'))
      .map(({ status }): ToolEvidence => ({
        status: status === 'down' && tool.neededForELearning ? 'unknown' : status,
        since: observedAt,
        source: `reported by ${source}`,
        what: `reported ${status}`,
      })),
  );
}

function isNewer({ since }: ToolEvidence, than: string): boolean {
  return since !== undefined && compareInstants(parseInstant(since), parseInstant(than)) >= 0;
}
