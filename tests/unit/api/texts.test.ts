import { describe, expect, it, vi } from 'vitest';
import { administrator, apiOver, viewer } from '../../support/api.ts';
import { declaration, declareBody, preview, texts } from '../../support/api-answers.ts';

const here = `/v1/declarations/${declaration.declarationId}/texts`;

describe('the copy pack', () => {
  it('is answered to whoever reads, in every language', async () => {
    const answer = await apiOver().call('GET', here, { as: viewer });
    expect(answer).toMatchObject({ status: 200, body: { version: 1, stands: true, texts: texts.texts } });
  });

  it('of a declaration that nobody knows is not there', async () => {
    const answer = await apiOver().call('GET', '/v1/declarations/d-zzzzzzzzzz/texts', { as: viewer });
    expect(answer).toMatchObject({ status: 404, body: { status: 404 } });
  });

  it('comes with a preview only where it is asked for', async () => {
    const asked = vi.fn<(_: unknown, also?: { readonly texts: boolean }) => Promise<typeof preview>>(async (_, also) =>
      also?.texts === true ? { ...preview, texts: [...texts.texts] } : preview,
    );
    const api = apiOver({ preview: asked });
    const { seen: _seen, ...body } = declareBody;
    const short = await api.call('POST', '/v1/declarations/preview', { as: viewer, body });
    const long = await api.call('POST', '/v1/declarations/preview?texts=1', { as: viewer, body });
    expect(short.body).not.toHaveProperty('texts');
    expect(long.body).toHaveProperty('texts', texts.texts);
  });

  it.each([
    ['amend', { days: [] }],
    ['correct', { message: { en: 'Stay warm.' } }],
    ['resume', { from: '2023-02-27' }],
    ['retract', {}],
  ])('comes with the preview of %s where it is asked for', async (route, body) => {
    const asked = async (_id: string, _changes: unknown, also?: { readonly texts: boolean }) =>
      also?.texts === true ? { ...preview, texts: [...texts.texts] } : preview;
    const api = apiOver({
      previewAmendment: asked,
      previewCorrection: asked,
      previewResumption: asked,
      previewRetraction: asked,
    });
    const path = `/v1/declarations/${declaration.declarationId}/${route}`;
    const call = (query: string) => api.call('POST', `${path}?${query}`, { as: administrator, body });
    expect((await call('preview=1')).body).not.toHaveProperty('texts');
    expect(await call('preview=1&texts=1')).toMatchObject({ status: 200, body: { texts: texts.texts } });
    expect((await call('texts=1')).status).toBe(400);
  });
});
