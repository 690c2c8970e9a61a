import type { RequestListener } from 'node:http';
import * as z from 'zod';

/** A running engine, where it listens, and what its server calls: for who asks it within this process. */
export type Engine = { readonly url: string; readonly listener: RequestListener; close(): Promise<void> };

/** The region that the engines say they are in. */
export const engineRegion = 'us-east-2';

/** Where each embedded engine keeps what it holds; an engine without a folder is not started. */
export const EngineFolders = z.object({ dynamodb: z.string().optional(), queues: z.string().optional() });
export type EngineFolders = z.infer<typeof EngineFolders>;

/** Where the started ones listen; `queues` is both SQS and SNS. */
export const EngineUrls = z.object({ dynamodb: z.string().optional(), queues: z.string().optional() });
export type EngineUrls = z.infer<typeof EngineUrls>;
