import { systemClocks } from '../core/clock.ts';
import { randomIds } from '../core/ids.ts';
import type { Platform } from './platform.ts';
import { readLambdaSettings } from './lambda-settings.ts';

/** Production's platform: real clocks, real chance, settings from the function's environment. */
export function lambdaPlatform(): Platform {
  return { settings: readLambdaSettings(), clocks: systemClocks, ids: randomIds };
}
