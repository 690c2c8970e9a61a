import type { Form } from './fit.ts';
import type { NoticeLine } from './notice-line.ts';

/** Google Classroom: plain text, at most 1,800 characters (CONTRACT 6) of the 30,000 that the API takes. */
export const classroomForm: Form = {
  name: 'Google Classroom',
  write: renderClassroom,
  measure: (text) => text.length,
  limit: 1800,
};

/** Staff posts have no page that could take over what does not fit, so they may be longer. */
export const classroomStaffForm: Form = { ...classroomForm, limit: 12_000 };

/** Plain text, a paragraph a line; Classroom makes links of addresses by itself and has the page's own address as an attachment. */
export function renderClassroom(lines: readonly NoticeLine[]): string {
  return lines.flatMap(renderLine).join('\n');
}

function renderLine(line: NoticeLine): string | never[] {
  switch (line.kind) {
    case 'fact':
    case 'text':
      return line.text;
    case 'list':
      return [`${line.heading}:`, ...line.items.map((item) => `- ${item}`)].join('\n');
    case 'page':
      return [];
    case 'link':
      return `${line.text}: ${line.href}`;
  }
}
