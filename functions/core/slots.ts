/** What a rendering leaves open until it is posted: everything else of it is fixed when it is previewed (DESIGN 3.2). */
export type Slots = {
  /** The minute of issue as the rendering's language writes it, `Tue 2:11 p.m.` */
  readonly issued: string;
  /** The delivery's id, in the reference line and the link. */
  readonly deliveryId: string;
};

/** Puts the two open values into a rendering's text. */
export function fillSlots(text: string, slots: Slots): string {
  return text.replaceAll('{{issued}}', slots.issued).replaceAll('{{deliveryId}}', slots.deliveryId);
}

/** Words from outside, made unable to look like a slot or to complete one: a run of opening braces becomes one. Never longer than they were. */
export function withoutSlots(text: string): string {
  return text.replace(/\{{2,}/g, '{');
}
