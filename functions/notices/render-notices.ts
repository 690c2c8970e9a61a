import type { Audience } from '../core/audience.ts';
import type { DraftNotice, NoticePage, RenderNotices } from '../declarations/rendering.ts';
import type { Survey } from './notice-facts.ts';
import { renderPage } from './render-page.ts';
import { renderPosts } from './render-posts.ts';
import { renderSns, type TopicAudience } from './render-sns.ts';
import { surveyBrief } from './survey-brief.ts';

/**
 * The words for every audience of a brief: one post per class in its channel's language with a line in each other one, messages per topic
 * and language, and one page that all public audiences share. The same brief gives the same bytes. `InvalidInput` for what cannot be
 * said: a language without wording, an unknown stock sentence, tool or program, a text that no shortening makes fit.
 */
export const renderNotices: RenderNotices = (brief) => {
  const survey = surveyBrief(brief);
  const pages: NoticePage[] = [];
  const page = (): NoticePage => (pages[0] ??= renderPage(survey));
  return [...new Set(brief.audiences)].flatMap((audience): DraftNotice[] => {
    const renderings = [...renderPosts(survey, audience), ...topicRenderings(survey, audience)];
    // The page stands without any channel, but only for the public: nobody else would come by it.
    if (renderings.length === 0 && audience !== 'public') return [];
    return [hasPage(audience) ? { audience, renderings, page: page() } : { audience, renderings }];
  });
};

/** Staff and administrators have no page: it would be public (DESIGN 3.12). */
function hasPage(audience: Audience): boolean {
  return audience !== 'staff' && audience !== 'administrators';
}

function topicRenderings(brief: Survey, audience: Audience): DraftNotice['renderings'] {
  if (!brief.district.channels.sns || !isTopicAudience(audience)) return [];
  return renderSns(brief, audience).map((rendering) => ({ units: [], rendering }));
}

function isTopicAudience(audience: Audience): audience is TopicAudience {
  return audience === 'public' || audience === 'staff' || audience === 'administrators';
}
