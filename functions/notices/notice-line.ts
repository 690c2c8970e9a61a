/** One line of a notice, before a channel gives it its form. Every text is already plain words. */
export type NoticeLine =
  | { readonly kind: 'fact'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly language?: string }
  | { readonly kind: 'list'; readonly heading: string; readonly items: readonly string[] }
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly language: string }
  /** The page in the notice's own language, for channels that do not attach it. */
  | { readonly kind: 'page'; readonly text: string; readonly href: string };

/** How much of a notice a post shows: 0 is everything, each further step leaves more to the page. */
export const details = [0, 1, 2, 3, 4, 5] as const;
export type Detail = (typeof details)[number];
