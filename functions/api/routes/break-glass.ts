import * as z from 'zod';
import { BreakGlassBody } from '../contract/break-glass.ts';
import { DeclaredAnswer, Preview } from '../contract/declarations.ts';
import { glassPage, glassPagePolicy } from '../glass-page.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import type { BreakGlassServices } from '../services.ts';
import { lookOrDo } from './look-or-do.ts';

/** The way in when nobody can sign in. No key is needed: a set does one thing, and the same again is the same command. */
export const breakGlassRoutes: readonly Operation<BreakGlassServices>[] = [
  operation({
    ...nothing,
    method: 'GET',
    path: '/break-glass',
    summary: 'The page for two people with a telephone and a printed half each',
    access: 'public',
    answer: z.string(),
    answerMedia: 'text/html',
    answerHeaders: { 'content-security-policy': glassPagePolicy },
    status: 200,
    handle: async (services: BreakGlassServices) => glassPage(services.aboutPage()),
  }),
  operation({
    ...nothing,
    ...lookOrDo,
    method: 'POST',
    path: '/v1/break-glass',
    summary: 'Declare or retract for the next 48 hours without a sign-in; with preview=1 see what that would say',
    access: 'public',
    proof: 'Takes both printed halves of the break-glass set. Five tries an hour in all.',
    body: BreakGlassBody,
    answer: z.union([Preview, DeclaredAnswer]),
    status: 200,
    handle: (services: BreakGlassServices, { command: { body }, query: { preview } }) =>
      preview ? services.lookBehindGlass(body) : services.breakGlass(body),
  }),
];
