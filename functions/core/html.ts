const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as HTML text or as the value of a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

const characters = new Map(Object.entries(entities).map(([character, entity]) => [entity, character]));

/** The text of HTML that `escapeHtml` went into, a line for each paragraph, heading and item; markup and comments are left out. */
export function linesOfHtml(html: string): string[] {
  return html
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .split(/<\/(?:p|li|h[1-6]|blockquote)>/)
    .map((part) =>
      part.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot);/g, (entity) => characters.get(entity) ?? ''),
    )
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
