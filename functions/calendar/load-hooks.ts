import * as z from 'zod';
import { type Hook, Hooks } from './hooks.ts';

const WithHooks = z.object({ hooks: Hooks });

/** The hooks of a district file's text, for a function that reads nothing else of it; that the whole file is right was seen before. */
export function loadHooks(text: string): Hook[] {
  return WithHooks.parse(JSON.parse(text.replace(/^\uFEFF/, ''))).hooks;
}
