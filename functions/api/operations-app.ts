import { createApp, type App, type AppDeps } from './app.ts';
import { operations } from './routes/all.ts';
import { documentRoute } from './routes/document.ts';
import type { OperationServices } from './services.ts';

/** The app of `operations-api`: everything but decisions, and the document of the whole API. */
export function operationsApp(services: OperationServices, deps: AppDeps): App {
  // The generator is large and seldom asked: it is loaded when somebody asks.
  const document = documentRoute(async () => (await import('./openapi.ts')).openApiDocument());
  return createApp([...operations, document], services, deps);
}
