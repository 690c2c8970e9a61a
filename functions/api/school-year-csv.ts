import { csvText, type Cell } from '../core/csv.ts';
import type { Evidence } from '../law/unit-account.ts';
import type { SchoolYearAnswer } from './contract/school-years.ts';

const columns = [
  'schoolYear',
  'unitId',
  'schoolId',
  'name',
  'level',
  'countedIn',
  'cap',
  'used',
  'left',
  'date',
  'usedOnDate',
  'evidence',
  'declarationId',
  'version',
  'status',
  'recordOnly',
] as const;

/** A school year as a table: one row for each school, date and piece of evidence; a school without any has one row without a date. */
export function schoolYearCsv({ schoolYear, law, schools }: SchoolYearAnswer): string {
  const rows = schools.flatMap((school): Cell[][] => {
    const { unitId, schoolId, name, level, used, left, days } = school;
    const counted = [law.cap?.unit ?? 'days', law.cap?.amount, used, left];
    const start = [schoolYear, unitId, schoolId, name, level, ...counted];
    if (days.length === 0) return [padded(start)];
    return days.flatMap((day) => day.evidence.map((one) => padded([...start, day.date, day.used, ...cellsOf(one)])));
  });
  return csvText([columns, ...rows]);
}

function cellsOf(evidence: Evidence): Cell[] {
  if (evidence.source === 'days-used-before') return [evidence.source];
  const { source, declarationId, version, status, recordOnly } = evidence;
  return [source, declarationId, version, status, recordOnly ? 'yes' : 'no'];
}

function padded(cells: readonly Cell[]): Cell[] {
  return columns.map((_, i) => cells[i]);
}
