import { InvalidInput, type Flaw } from '../../core/errors.ts';
import type { Preview } from '../compose-preview.ts';
import { Declaration } from '../declaration.ts';
import type { Facts } from '../facts.ts';
import { preview } from '../preview.ts';
import { refuseClaimed } from '../refuse-claimed.ts';
import type { GlassDeclaration } from './act.ts';
import { withinReach } from './within-reach.ts';

/**
 * What a template would say, with a stock reason for each finding that asks for one: what the law found stands in the record, and what it
 * blocks stays blocked. Throws `InvalidInput` or `DayAlreadyDeclared`.
 */
export function declareBehindGlass(act: GlassDeclaration, why: string, facts: Facts): Preview {
  refuseBeyond(act, facts);
  const previewed = preview(declarationOf(act, facts), facts);
  if (!act.drill) refuseClaimed(previewed.days, facts);
  const asked = previewed.answer.findings.filter(({ weight }) => weight === 'needs-reason');
  const reasons = Object.fromEntries(asked.map(({ findingId }) => [findingId, why]));
  return { ...previewed, declaration: { ...previewed.declaration, reasons } };
}

function refuseBeyond({ dates }: GlassDeclaration, facts: Facts): void {
  const { first, last } = withinReach(facts);
  const flaws = dates.flatMap((date, i): Flaw[] => {
    const path = `dates[${i}]`;
    if (date > last) {
      return [{ path, message: `${date} is more than 48 hours ahead: break-glass reaches ${first} to ${last}` }];
    }
    return date < first ? [{ path, message: `${date} is over: break-glass reaches ${first} to ${last}` }] : [];
  });
  if (flaws.length > 0) throw new InvalidInput('The declaration', flaws);
}

/** One cause, which is then the one that qualifies; it is posted in the plainest stock sentence of its kind. */
function declarationOf(act: GlassDeclaration, { wording }: Pick<Facts, 'wording'>): Declaration {
  const { dates, dayType, schools, cause: kind, from, endsAt, drill } = act;
  const publicText = wording.ofKind?.[kind]?.[0];
  return Declaration.parse({
    days: dates.map((date) => ({ date, dayType, schools, from, endsAt })),
    causes: [{ kind, publicText, qualifying: true }],
    drill,
  });
}
