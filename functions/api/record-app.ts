import { createApp, type App, type AppDeps } from './app.ts';
import { evidenceRoutes, type EvidenceServices } from './routes/evidence.ts';

/** The app of `record-api`: what the record alone can show. */
export function recordApp(services: EvidenceServices, deps: AppDeps): App {
  return createApp(evidenceRoutes, services, deps);
}
