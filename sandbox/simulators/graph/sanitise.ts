const DROPPED_ELEMENTS = /<(script|style|iframe|object|embed)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const COMMENTS = /<!--[\s\S]*?-->/g;
const TAG = /<([a-z][a-z0-9]*)\b([^>]*)>/gi;
const HIDDEN_ATTRIBUTE = /\s(?:on\w+|data-[\w-]+|style|class)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
const UNSAFE_HREF = /\shref\s*=\s*(?:"(?!https?:\/\/)[^"]*"|'(?!https?:\/\/)[^']*'|(?!["']|https?:\/\/)[^\s>]+)/gi;

/**
 * What Teams makes of HTML: comments, scripts, hidden attributes and links without http(s) go. Microsoft does not document it
 * (facts: microsoft-graph.md, "Further facts"); this is what its users report.
 */
export function sanitise(html: string): string {
  return html
    .replace(COMMENTS, '')
    .replace(DROPPED_ELEMENTS, '')
    .replace(TAG, (_tag, name: string, attributes: string) => {
      const kept = attributes.replace(HIDDEN_ATTRIBUTE, '').replace(UNSAFE_HREF, '');
      return `<${name}${kept}>`;
    });
}

/** What Teams may do beyond that to a message: wrap it, and give links a title and a target. For who compares HTML byte by byte. */
export function rewrite(html: string): string {
  const linked = html.replace(
    /<a\b([^>]*?)href="([^"]*)"([^>]*)>/gi,
    '<a$1href="$2"$3 rel="noreferrer noopener" title="$2" target="_blank">',
  );
  return `<div>\n<div>${linked}</div>\n</div>`;
}
