import { Temporal } from '../../core/time.ts';

/** One VTEC string: which event an alert speaks of, and what it does to it. */
export type Vtec = {
  /** `O` operational, `E` experimental, `X` experimental in an operational product, `T` a test. */
  readonly productClass: string;
  /** NEW, CON, EXT, EXA, EXB, UPG, CAN, EXP, ROU, COR. */
  readonly action: string;
  /** The issuing office, `KMPX`. */
  readonly office: string;
  /** Phenomenon and significance, `WS.W`: the letter after the dot tells a warning from a watch, severity does not. */
  readonly code: string;
  /** The office's event number, which restarts each year. */
  readonly number: string;
  /** Undefined where the string says `000000T0000Z`: already in effect. */
  readonly begins: Temporal.Instant | undefined;
  /** Undefined where the string says `000000T0000Z`: until further notice. */
  readonly ends: Temporal.Instant | undefined;
};

const pattern =
  /^\/?([OTEX])\.([A-Z]{3})\.([A-Z0-9]{4})\.([A-Z]{2}\.[A-Z])\.(\d{4})\.(\d{6}T\d{4}Z)-(\d{6}T\d{4}Z)\/?$/;

/** Reads a VTEC string, `/O.NEW.KMPX.WS.W.0004.230221T2100Z-230224T0000Z/`; undefined for anything else, hydrologic VTEC included. */
export function parseVtec(text: string): Vtec | undefined {
  const [, productClass, action, office, code, number, from, until] = pattern.exec(text.trim()) ?? [];
  if (productClass === undefined || action === undefined || office === undefined) return undefined;
  if (code === undefined || number === undefined || from === undefined || until === undefined) return undefined;
  try {
    return { productClass, action, office, code, number, begins: timeOf(from), ends: timeOf(until) };
  } catch {
    // A thirteenth month or a twenty-fifth hour.
    return undefined;
  }
}

/** `yymmddThhnnZ`, in this century: VTEC began in 2005. */
function timeOf(text: string): Temporal.Instant | undefined {
  if (text.startsWith('000000')) return undefined;
  const [yy, mm, dd] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6)];
  return Temporal.Instant.from(`20${yy}-${mm}-${dd}T${text.slice(7, 9)}:${text.slice(9, 11)}:00Z`);
}
