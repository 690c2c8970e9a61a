import type { SchoolYearAnswer } from '../../api/contract/school-years.ts';
import type { OperationServices } from '../../api/services.ts';
import type { District } from '../../calendar/district.ts';
import type { Clocks } from '../../core/clock.ts';
import { countedDays } from '../../declarations/counted-days.ts';
import type { Ledger } from '../../declarations/ports.ts';
import { fold } from '../../declarations/fold.ts';
import { accountYear } from '../../law/account-year.ts';
import type { LawPack } from '../../law/pack.ts';
import { lawPackOf } from '../../law/packs.ts';

/** The accounts of the district's school years, from the ledger and the district file. */
export function schoolYearReadings(
  { clocks }: { readonly clocks: Pick<Clocks, 'machine'> },
  { district, record }: { readonly district: District; readonly record: { readonly ledger: Pick<Ledger, 'read'> } },
): Pick<OperationServices, 'schoolYear'> {
  const pack = lawPackOf(district.state);
  return {
    schoolYear: async (id) => {
      const schoolYear = district.schoolYears.find((year) => year.id === id);
      if (schoolYear === undefined) return undefined;
      const states = fold(await record.ledger.read(id)).values();
      const declared = countedDays(states, clocks.machine.now());
      const { first, last } = schoolYear;
      const schools = accountYear({ district, schoolYear, pack, declared });
      return { schoolYear: id, first, last, law: lawAnswer(pack), schools };
    },
  };
}

function lawAnswer({ state, title, checkedOn, draft, cap }: LawPack): SchoolYearAnswer['law'] {
  const law = { state, title, checkedOn, draft: draft ?? false };
  if (cap === undefined) return law;
  const { amount, unit, says, citation, confidence } = cap;
  return { ...law, cap: { amount, unit, says, citation, confidence } };
}
