import { createApp, type App, type AppDeps } from './app.ts';
import { decisions } from './routes/all.ts';
import type { ChangeServices, DecisionServices } from './services.ts';

/** The app of `decision-api`: what people decide, and nothing else (S-12). */
export function decisionApp(services: DecisionServices & ChangeServices, deps: AppDeps): App {
  return createApp(decisions, services, deps);
}
