import type { CopyWording } from '../copy-wording.ts';

const days = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'] as const;
const months = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
] as const;

const ones = [
  'cero',
  'uno',
  'dos',
  'tres',
  'cuatro',
  'cinco',
  'seis',
  'siete',
  'ocho',
  'nueve',
  'diez',
  'once',
  'doce',
  'trece',
  'catorce',
  'quince',
  'dieciséis',
  'diecisiete',
  'dieciocho',
  'diecinueve',
  'veinte',
  'veintiuno',
  'veintidós',
  'veintitrés',
  'veinticuatro',
  'veinticinco',
  'veintiséis',
  'veintisiete',
  'veintiocho',
  'veintinueve',
] as const;
const tens = ['', '', '', 'treinta', 'cuarenta', 'cincuenta'] as const;

/** 0 to 59 in words; anything beyond keeps its digits. */
function number(value: number): string {
  if (value < 30) return ones[value] ?? String(value);
  const ten = tens[Math.floor(value / 10)];
  if (ten === undefined) return String(value);
  return value % 10 === 0 ? ten : `${ten} y ${ones[value % 10] ?? ''}`;
}

function time(hour: number, minute: number): string {
  const spoken = hour % 12 || 12;
  const hours = spoken === 1 ? 'la una' : `las ${number(spoken)}`;
  const part = hour < 12 ? 'mañana' : hour < 19 ? 'tarde' : 'noche';
  return `${hours}${minute === 0 ? '' : ` y ${number(minute)}`} de la ${part}`;
}

const weekday = (day: number): string => days[day - 1] ?? '';
const date: CopyWording['spoken']['date'] = (parts) =>
  `el ${weekday(parts.weekday)} ${parts.day === 1 ? 'primero' : number(parts.day)} de ${months[parts.month - 1] ?? ''}`;

/** Spanish, in the register of the notices. Written by the developers; not reviewed by a native speaker. */
export const spanish: CopyWording = {
  language: 'es',
  reviewed: false,
  spoken: {
    date,
    dateWithYear: date,
    weekday,
    time,
    startsAt: (at) => `empieza a ${at}`,
    endsAt: (at) => `termina a ${at}`,
    from: (at) => `a partir de ${at}`,
    moreDates: (count) => (count === 1 ? 'y una fecha más' : `y ${number(count)} fechas más`),
  },
  through: 'hasta',
  shortDate: (parts) => `${parts.day} ${(months[parts.month - 1] ?? '').slice(0, 3)}`,
  buildingsClosed: 'edificios cerrados',
  changes: 'CAMBIOS DE HORARIO',
  thisIs: (district) => `Este es un mensaje de ${district}.`,
  thanksForCalling: (district) => `Gracias por llamar a ${district}.`,
  moreAt: (site) => `Más información en ${site}.`,
  forThePress: (contact) => `Para la prensa: ${contact}`,
};
