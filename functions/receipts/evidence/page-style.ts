/** The report's whole style: black on white, for a phone and for A4 and Letter alike; wide tables scroll on a screen and wrap on paper. */
export const reportStyle =
  'body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}' +
  'h1{font-size:1.75rem;line-height:1.2}h2{font-size:1.375rem;line-height:1.25;margin-top:2.5rem;border-top:.25rem solid #005ea2;padding-top:.5rem}' +
  'h3{font-size:1.125rem;margin-top:2rem}dt{font-weight:700}dd{margin:0 0 .5rem;overflow-wrap:anywhere}' +
  '.wide{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;width:100%;font-size:.875rem}' +
  'caption{text-align:left;font-weight:700;padding:.25rem 0}th,td{border:1px solid #71767a;padding:.25rem .5rem;text-align:left;vertical-align:top}' +
  'thead th{background:#f0f0f0}blockquote{margin:1rem 0;border-left:.25rem solid #71767a;padding-left:1rem}blockquote p{margin:.25rem 0}' +
  '.edition{border-left:.5rem solid #b50909;background:#f4e3db;padding:.75rem 1rem;font-weight:700}' +
  '.for{font-size:.75rem;color:#565c65}' +
  '@page{margin:16mm}@media print{body{max-width:none;padding:0;font-size:10pt}.wide{overflow:visible}table{font-size:8pt}th,td{overflow-wrap:anywhere;padding:.125rem .25rem}thead th{overflow-wrap:normal}' +
  'thead{display:table-header-group}tr,blockquote,dd{break-inside:avoid}h2,h3,caption{break-after:avoid}}';

/** What the report may load: nothing but its own style, by the hash of `reportStyle`. */
export const reportPolicy =
  "default-src 'none'; style-src 'sha256-A+PXI694bvHIqmike5cG98H7s5yxd0G1qq2AAQf+J1E='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The same as a page can say it of itself, for a report that is kept as a file. */
export const keptPolicy = reportPolicy.replace("; frame-ancestors 'none'", '');
