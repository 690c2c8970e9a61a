/** The page's whole style: system fonts, black on white, one column that a phone can read. */
export const pageStyle =
  'body{margin:0 auto;max-width:42rem;padding:1rem;font:1.125rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}' +
  'h1{font-size:1.75rem;line-height:1.2}h2{font-size:1.375rem;line-height:1.25;margin-top:2rem}h3{font-size:1.125rem;margin-bottom:.25rem}' +
  'a{color:#005ea2}nav ul{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;list-style:none;margin:0;padding:0}' +
  'nav a{display:inline-block;padding:.5rem 0}article+article{border-top:.25rem solid #005ea2;margin-top:3rem}' +
  '.state,.drill{border-left:.5rem solid #b50909;background:#f4e3db;padding:.75rem 1rem;font-weight:700}' +
  'blockquote{margin:0;border-left:.25rem solid #71767a;padding-left:1rem}';

/**
 * What a page may load: nothing but its own style, by the hash of `pageStyle`. The page says so itself, so it is as safe wherever it is
 * served from; who serves it repeats it as a header and adds `frame-ancestors 'none'`, which a page cannot say.
 */
export const pagePolicy =
  "default-src 'none'; style-src 'sha256-GAELEt3X3bcWO9ZbJcPRSBpI9TTP2GIqymZpbgbhrNI='; base-uri 'none'; form-action 'none'";
