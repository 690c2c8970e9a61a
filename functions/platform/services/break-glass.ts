import { breakGlassApp } from '../../api/break-glass-app.ts';
import type { HttpAnswer, HttpEvent } from '../../api/lambda.ts';
import { checkGlass } from '../../declarations/break-glass/check-glass.ts';
import type { OpenGlassDeps } from '../../declarations/break-glass/open-glass.ts';
import type { Entry } from '../../declarations/entry.ts';
import { wordOfEntry } from '../../declarations/word-of-entry.ts';
import { publishWords } from '../../deliveries/publish-words.ts';
import { breakGlassStore } from '../../store/break-glass.ts';
import type { Handler } from '../entry.ts';
import { lambdaLog, nameOf } from '../log.ts';
import type { Platform } from '../platform.ts';
import { httpFunction } from './api.ts';
import { documentClient } from './clients.ts';
import { knowledgeOf } from './facts.ts';
import { glassSecret } from './glass-secret.ts';
import { glassServices } from './glass-services.ts';
import { reportTo } from './report.ts';
import { signerOf } from './signer.ts';
import { wordPublisher, wordsOf } from './words.ts';

/** A request, or once a day the question whether it would be answered. */
type GlassEvent = HttpEvent | { readonly check: true };

/** Declaring without a sign-in. It asks no issuer and keeps to itself: a role, a route and alarms of its own (S-07). */
export function composeBreakGlass(platform: Platform): Handler<GlassEvent, HttpAnswer> {
  const { clocks, ids, settings } = platform;
  const documents = documentClient(platform);
  const knowledge = knowledgeOf(platform, documents);
  const { district } = knowledge;
  const log = platform.log ?? lambdaLog('break-glass');
  const report = reportTo(log);
  const store = breakGlassStore(documents, settings.tables.operations);
  const { prove, isIssued } = glassSecret(platform);
  const opening: OpenGlassDeps = { set: district.breakGlass, store, prove, machine: clocks.machine, report };
  const words = wordsOf(platform, documents, district);
  const publishing = { words, publishWord: wordPublisher(platform, district), clocks, report };
  const alert = async (entry: Entry): Promise<void> => {
    const word = wordOfEntry(entry, district);
    try {
      if (word !== undefined) await words.put(word);
      await publishWords(publishing);
    } catch (error) {
      // The entry is there, and those who wait for the answer must have it; planning and tick put the word again.
      report('word-not-published', { error: nameOf(error) });
    }
  };
  const services = glassServices({ knowledge, signer: signerOf(platform), opening, clocks, alert });
  const serve = httpFunction(breakGlassApp(services, { clocks, ids, log }));
  return async (event, invocation) => {
    if (!('check' in event)) return serve(event, invocation);
    const check = await checkGlass({ set: district.breakGlass, store, isIssued });
    if (check.why !== undefined && check.why !== 'no-set') report('break-glass-not-ready', { kind: check.why });
    const headers = { 'content-type': 'application/json' };
    return { statusCode: 200, headers, body: JSON.stringify(check), isBase64Encoded: false };
  };
}
