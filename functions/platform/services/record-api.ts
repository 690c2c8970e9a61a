import { recordApp } from '../../api/record-app.ts';
import { loadDistrict } from '../../calendar/load-district.ts';
import type { Platform } from '../platform.ts';
import { appDeps, httpFunction, type HttpFunction } from './api.ts';
import { documentClient } from './clients.ts';
import { evidenceOf } from './evidence.ts';
import { recordOf } from './record.ts';

/** Reports of the record: it reads the ledger table, and has no right to anything else. */
export function composeRecordApi(platform: Platform): HttpFunction {
  const { clocks, settings } = platform;
  const documents = documentClient(platform);
  const schoolYears = loadDistrict(settings.districtFile).schoolYears.map(({ id }) => id);
  const { page, table } = evidenceOf({ ...recordOf(platform, documents), clocks, schoolYears });
  const services = { evidencePage: page, evidenceTable: table };
  return httpFunction(recordApp(services, appDeps('record-api', platform, documents)));
}
