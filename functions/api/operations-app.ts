import { createApp, type App, type AppDeps } from './app.ts';
import { operations } from './routes/all.ts';
import type { OperationServices } from './services.ts';

/** The app of `operations-api`: everything but decisions and what the record alone can show. */
export function operationsApp(services: OperationServices, deps: AppDeps): App {
  return createApp(operations, services, deps);
}
