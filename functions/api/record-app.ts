import { createApp, type App, type AppDeps } from './app.ts';
import { reports } from './routes/all.ts';
import { documentRoute } from './routes/document.ts';
import type { EvidenceServices } from './routes/evidence.ts';

/** The app of `record-api`: what the record alone can show, and the document of the whole API. */
export function recordApp(services: EvidenceServices, deps: AppDeps): App {
  // The generator is large and seldom asked: it is loaded when somebody asks.
  const document = documentRoute(async () => (await import('./openapi.ts')).openApiDocument());
  return createApp([document, ...reports], services, deps);
}
