import { linesOfHtml } from '../../core/html.ts';
import type { NoticePage, Rendering } from '../../declarations/rendering.ts';
import type { Said } from './record.ts';

/** What a notice's page says, language by language. */
export function saidOnPage({ html }: Pick<NoticePage, 'html'>): Said[] {
  const articles = [...html.matchAll(/<article id="[^"]*" lang="([^"]*)">([\s\S]*?)<\/article>/g)];
  return articles.flatMap(([, language = '', article = '']) => ({ language, lines: linesOfHtml(article) }));
}

/** What a post says, its slots open. */
export function saidInPost({ channel, language, text }: Pick<Rendering, 'channel' | 'language' | 'text'>): Said[] {
  const lines = channel === 'teams' ? linesOfHtml(text) : text.split('\n').filter((line) => line !== '');
  return [{ language, lines }];
}
