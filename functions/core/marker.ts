/** Whether any of these texts holds the delivery id: in the reference line or in a link (DELIVERY 4). */
export function holdsMarker(texts: readonly string[], deliveryId: string): boolean {
  return texts.some((text) => text.includes(deliveryId));
}

/**
 * Whether a text begins with our opening, by letters and digits alone: vendors rewrite white space, dashes and entities, and a post of
 * ours that is not recognised would be posted twice.
 */
export function beginsWith(text: string, opening: string): boolean {
  const wanted = bare(opening);
  return wanted !== '' && bare(text).startsWith(wanted);
}

/** Whether two texts have the same words, by letters and digits alone. */
export function sameWords(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}
