import { createApp, type App, type AppDeps } from './app.ts';
import { Unauthenticated } from './errors.ts';
import { breakGlass } from './routes/all.ts';
import type { BreakGlassServices } from './services.ts';

/** The app of `break-glass`. It asks nobody who signs people in: none of its routes takes a token, and none keeps answers. */
export function breakGlassApp(services: BreakGlassServices, deps: Pick<AppDeps, 'clocks' | 'ids' | 'log'>): App {
  return createApp(breakGlass, services, {
    ...deps,
    authenticate: () => Promise.reject(new Unauthenticated('No token is taken here.')),
    keptAnswers: { find: async () => undefined, keep: async () => undefined },
    maxSignInAgeSeconds: 0,
  });
}
