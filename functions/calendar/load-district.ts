import { InvalidInput, type Flaw } from '../core/errors.ts';
import { flawsOf } from '../core/parse.ts';
import { crossCheck } from './cross-check.ts';
import { District } from './district.ts';
import { ReadableDistrict } from './readable-district.ts';

const what = 'the district file';

/** The district of a file's text (JSON, byte-order mark tolerated), whole; or `InvalidInput` with every flaw of the file. */
export function loadDistrict(text: string): District {
  const file = parseJson(text);
  const district = District.safeParse(file);
  const readable = ReadableDistrict.safeParse(file);
  const flaws = [
    ...(district.success ? [] : flawsOf(district.error)),
    ...(readable.success ? crossCheck(readable.data) : []),
  ];
  if (district.success && flaws.length === 0) return district.data;
  throw new InvalidInput(what, flaws);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const flaw: Flaw = {
      path: '(whole)',
      message: `is not JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`,
    };
    throw new InvalidInput(what, [flaw]);
  }
}
