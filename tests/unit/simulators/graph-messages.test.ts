import { describe, expect, it } from 'vitest';
import { CHANNEL, STRANGER, USER, call, graphFor, messages, standingClock, userToken } from './support.ts';

const HTML = { body: { contentType: 'html', content: '<p>E-LEARNING Wed Feb 22</p>' } };

async function ready(options = {}) {
  const simulator = await graphFor({ liftQuotas: true, ...options });
  const token = await userToken(simulator);
  const url = messages(simulator);
  const post = async (body: unknown = HTML) => (await call('POST', url, token, body)).body;
  return { simulator, token, url, post };
}

const refusal = (status: number, code: string) => ({ status, body: { error: { code, message: expect.any(String) } } });

describe('posting a channel message', () => {
  it('answers 201 with an id in milliseconds and the author', async () => {
    const clock = standingClock();
    const { simulator, token, url } = await ready({ clock });
    const answer = await call('POST', url, token, { ...HTML, subject: 'Notice', importance: 'high' });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id: String(clock.now()),
        etag: String(clock.now()),
        subject: 'Notice',
        importance: 'high',
        lastEditedDateTime: null,
        deletedDateTime: null,
        replyToId: null,
        from: { user: { id: USER.id, displayName: USER.displayName } },
        channelIdentity: { teamId: 't1', channelId: CHANNEL },
        body: HTML.body,
      },
    });
    expect(answer.headers.get('location')).toBe(`${url}/${answer.body.id}`);
    expect(simulator.posts()).toMatchObject([{ vendor: 'teams', targetId: CHANNEL, author: USER.id, visible: true }]);
  });

  it('twice in a millisecond gives two ids', async () => {
    const { post } = await ready({ clock: standingClock() });
    const [first, second] = [await post(), await post()];
    expect(Number(second.id)).toBe(Number(first.id) + 1);
  });

  it('keeps the id of an attachment', async () => {
    const { post } = await ready();
    const attachments = [{ id: 'a1', contentType: 'application/vnd.microsoft.card.adaptive', content: '{}' }];
    const made = await post({
      body: { contentType: 'html', content: '<attachment id="a1"></attachment>' },
      attachments,
    });
    expect(made.attachments).toEqual(attachments);
    expect(made.body.content).toContain('id="a1"');
  });

  it('sanitises HTML: comments, scripts, hidden attributes and links without http(s) go, text and good links stay', async () => {
    const { post } = await ready();
    const content =
      '<!-- m --><p data-marker="x" style="display:none" onclick="x()">A</p><script>alert(1)</script>' +
      '<a href="javascript:x">B</a><a href="/n/1">C</a><a href="https://x.example/n/1">D</a>';
    const made = await post({ body: { contentType: 'html', content } });
    expect(made.body.content).toBe('<p>A</p><a>B</a><a>C</a><a href="https://x.example/n/1">D</a>');
  });

  it('rewrites HTML further when told so', async () => {
    const { post } = await ready({ rewriteHtml: true });
    const made = await post({ body: { contentType: 'html', content: '<a href="https://x.example/n/1">D</a>' } });
    expect(made.body.content).toMatch(/^<div>\n<div><a href="https:\/\/x\.example\/n\/1" rel="noreferrer noopener"/);
  });

  it('leaves text as it is', async () => {
    const { post } = await ready();
    expect((await post({ body: { content: '1 < 2 <!-- -->' } })).body).toEqual({
      contentType: 'text',
      content: '1 < 2 <!-- -->',
    });
  });

  it.each([
    ['no body', { subject: 'x' }],
    ['an empty content', { body: { content: '' } }],
    ['an unknown property', { ...HTML, scheduled: true }],
    ['broken JSON', '{'],
  ])('with %s is answered 400', async (_name, body) => {
    const { url, token } = await ready();
    expect(await call('POST', url, token, body)).toMatchObject(refusal(400, 'BadRequest'));
  });

  it('over 28 KB is answered 413, in bytes of UTF-8', async () => {
    const { simulator, url, token } = await ready();
    expect((await call('POST', url, token, { body: { content: 'x'.repeat(28_000) } })).status).toBe(201);
    const large = await call('POST', url, token, { body: { content: 'é'.repeat(15_000) } });
    expect(large).toMatchObject(refusal(413, 'RequestEntityTooLarge'));
    expect(simulator.posts()).toHaveLength(1);
  });

  it('as no member of the team is answered 403, in an archived team 403, where nothing is 404', async () => {
    const { simulator, url, token } = await ready();
    const team = { teamId: 't1', channels: [CHANNEL], members: [USER.id] };
    simulator.putTeam(team);
    const other = await userToken(simulator, STRANGER);
    expect(await call('POST', url, other, HTML)).toMatchObject(refusal(403, 'Forbidden'));
    expect(await call('POST', messages(simulator, 'gone'), token, HTML)).toMatchObject(refusal(404, 'NotFound'));
    expect(await call('POST', messages(simulator, CHANNEL, 't9'), token, HTML)).toMatchObject(refusal(404, 'NotFound'));
    simulator.putTeam({ ...team, archived: true });
    expect(await call('POST', url, token, HTML)).toMatchObject(refusal(403, 'Forbidden'));
    expect((await call('GET', url, token)).status).toBe(200);
  });

  it('in any team is accepted where the simulator accepts any', async () => {
    const simulator = await graphFor({ teams: [], acceptAnyTeam: true });
    const token = await userToken(simulator);
    expect((await call('POST', messages(simulator, 'any', 'any'), token, HTML)).status).toBe(201);
  });
});

describe('listing channel messages', () => {
  it('gives 20 a page, newest activity first, and a link to the rest', async () => {
    const clock = standingClock();
    const { url, token, post } = await ready({ clock });
    const ids: string[] = [];
    for (let index = 0; index < 45; index += 1) {
      clock.advance(1000);
      ids.push((await post()).id);
    }
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let next = url; next !== undefined;) {
      const { body } = await call('GET', next, token);
      seen.push(...body.value.map((row: { id: string }) => row.id));
      sizes.push(body.value.length);
      next = body['@odata.nextLink'];
      expect(next ?? url).toMatch(url);
    }
    expect(sizes).toEqual([20, 20, 5]);
    expect(seen).toEqual(ids.toReversed());
  });

  it('puts an edited message first', async () => {
    const clock = standingClock();
    const { url, token, post } = await ready({ clock });
    const old = await post();
    clock.advance(1000);
    const young = await post();
    clock.advance(1000);
    await call('PATCH', `${url}/${old.id}`, token, { body: { contentType: 'text', content: 'edited' } });
    const { body } = await call('GET', url, token);
    expect(body.value.map((row: { id: string }) => row.id)).toEqual([old.id, young.id]);
  });

  it('allows 50 a page and no more, no filter, no order, no made-up token', async () => {
    const { url, token } = await ready();
    expect((await call('GET', `${url}?$top=50`, token)).status).toBe(200);
    for (const query of ['$top=51', '$top=0', '$filter=id eq 1', '$orderby=id', '$skiptoken=xx']) {
      expect(await call('GET', `${url}?${query}`, token)).toMatchObject(refusal(400, 'BadRequest'));
    }
  });

  it('lags behind when told so, while reading by id does not', async () => {
    const clock = standingClock();
    const { simulator, url, token, post } = await ready({ clock });
    simulator.behave({ listLagMs: 3000 });
    const made = await post();
    expect((await call('GET', url, token)).body.value).toEqual([]);
    expect((await call('GET', `${url}/${made.id}`, token)).status).toBe(200);
    clock.advance(3000);
    expect((await call('GET', url, token)).body.value).toHaveLength(1);
  });
});

describe('changing a channel message', () => {
  const REST = { attachments: [], mentions: [], reactions: [] };

  it('with an HTML body alone is answered 400; with attachments, mentions and reactions 204', async () => {
    const { url, token, post } = await ready();
    const { id } = await post();
    const edit = { body: { contentType: 'html', content: '<p>RETRACTED</p>' } };
    expect(await call('PATCH', `${url}/${id}`, token, edit)).toMatchObject({
      status: 400,
      body: { error: { message: 'Rich html messages require details of attachments, mentions and reactions.' } },
    });
    expect(await call('PATCH', `${url}/${id}`, token, { ...edit, ...REST })).toMatchObject({ status: 204, body: '' });
    const { body } = await call('GET', `${url}/${id}`, token);
    expect(body).toMatchObject({ body: edit.body, lastEditedDateTime: expect.any(String) });
  });

  it('is for its author alone, as is removing it', async () => {
    const { simulator, url, post } = await ready();
    const { id } = await post();
    const other = await userToken(simulator, STRANGER);
    const edit = { body: { content: 'x' }, ...REST };
    expect(await call('PATCH', `${url}/${id}`, other, edit)).toMatchObject(refusal(403, 'Forbidden'));
    expect(await call('POST', `${url}/${id}/softDelete`, other)).toMatchObject(refusal(403, 'Forbidden'));
  });

  it('by soft delete answers 204, keeps it listed without its words, and leaves nothing to change', async () => {
    const { simulator, url, token, post } = await ready();
    const { id } = await post();
    expect((await call('POST', `${url}/${id}/softDelete`, token)).status).toBe(204);
    const { body } = await call('GET', url, token);
    expect(body.value).toMatchObject([{ id, deletedDateTime: expect.any(String), body: { content: '' } }]);
    expect(simulator.posts()).toMatchObject([{ deleted: true, visible: false, state: 'DELETED' }]);
    expect(await call('PATCH', `${url}/${id}`, token, { subject: 'x' })).toMatchObject(refusal(404, 'NotFound'));
    expect(await call('GET', `${url}/1`, token)).toMatchObject(refusal(404, 'NotFound'));
  });
});
