/** Letters that a text message carries in seven bits (GSM 03.38): a message of them alone has 160, any other only 70 to a part. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Written with an escape before them: they count twice. */
const extended = new Set('^{}\\[~]|€');

const marks: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '·': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
};

/** A text with typographic marks made plain and accents dropped that GSM-7 does not have; what has no plain form stays. */
export function toGsm7(text: string): string {
  return Array.from(text)
    .map((character) => plain(character))
    .join('');
}

function plain(character: string): string {
  if (basic.has(character) || extended.has(character)) return character;
  const mark = marks[character];
  if (mark !== undefined) return mark;
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  return bare !== '' && Array.from(bare).every((letter) => basic.has(letter)) ? bare : character;
}

/** How much of a message's 160 a text takes: its seven-bit letters, or its UTF-16 units where it has others. */
export function smsLength(text: string): number {
  const characters = Array.from(text);
  const isGsm7 = characters.every((character) => basic.has(character) || extended.has(character));
  if (!isGsm7) return text.length;
  return text.length + characters.filter((character) => extended.has(character)).length;
}
