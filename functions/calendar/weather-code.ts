/**
 * Products that the weather service gave another code, old and new (facts/weather.md 5.1): wind chill became extreme cold and hard freeze
 * became freeze on 1 October 2024, excessive heat became extreme heat in March 2025. Offices changed over on days of their own, and the
 * archive that a record is read against years later has the old ones.
 */
const renamed: readonly (readonly [old: string, now: string])[] = [
  ['WC.W', 'EC.W'],
  ['WC.A', 'EC.A'],
  ['WC.Y', 'CW.Y'],
  ['HZ.W', 'FZ.W'],
  ['HZ.A', 'FZ.A'],
  ['EH.W', 'XH.W'],
  ['EH.A', 'XH.A'],
];

/** Whether a VTEC phenomenon and significance is one of a policy's list, under its old or its new code. Names are never compared. */
export function isListedProduct(code: string | undefined, list: readonly string[]): boolean {
  if (code === undefined) return false;
  const twin = renamed.find((pair) => pair.includes(code))?.find((other) => other !== code);
  return list.includes(code) || (twin !== undefined && list.includes(twin));
}
