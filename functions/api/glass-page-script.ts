/**
 * What the break-glass page does in a browser: it asks for a preview, shows it, and only then offers to do it, bound to what was shown. Nothing of
 * it is kept. Texts from the answer are set as text, never as markup.
 */
export const glassScript = `
const form = document.querySelector('form');
const answer = document.querySelector('#answer');
const go = document.querySelector('#go');
let seen;

const show = (...lines) => {
  answer.replaceChildren(...lines.map(([tag, text]) => Object.assign(document.createElement(tag), { textContent: text })));
  answer.focus();
};
const value = (name) => form.elements[name].value.trim();
const chosen = (name) => [...form.querySelectorAll('[name=' + name + ']:checked')].map((box) => box.value);
const given = (members) => Object.fromEntries(Object.entries(members).filter(([, member]) => member !== ''));

const body = () => {
  const proof = { set: value('set').toLowerCase(), halves: [value('first'), value('second')] };
  if (value('act') === 'retract') {
    return { ...proof, act: 'retract', ...given({ declarationId: value('declarationId'), result: value('result') }) };
  }
  const schools = chosen('schools');
  const hours = given({ from: value('from'), endsAt: value('endsAt') });
  const what = { act: 'declare', dates: chosen('dates'), dayType: value('dayType'), cause: value('cause'), ...hours };
  return { ...proof, ...what, schools: schools.length === 0 ? 'all' : schools, drill: form.elements.drill.checked };
};

const ask = async (query, more) => {
  for (const button of document.querySelectorAll('button')) button.disabled = true;
  try {
    const response = await fetch('/v1/break-glass' + query, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body(), ...more }),
    });
    const said = await response.json();
    if (response.ok) return said;
    show(['h2', 'It was refused: nothing is posted'], ['pre', said.detail ?? said.title]);
  } catch {
    show(['h2', 'There was no answer'], ['p', 'Press the same button again: doing the same twice does it once.']);
  } finally {
    for (const button of document.querySelectorAll('button')) button.disabled = false;
  }
};

const forget = () => {
  seen = undefined;
  go.hidden = true;
  const act = value('act');
  for (const part of document.querySelectorAll('[data-act]')) part.hidden = part.dataset.act !== act;
};
form.addEventListener('input', forget);
forget();

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const preview = await ask('?preview=1', {});
  if (preview === undefined) return;
  seen = preview.digest;
  const against = preview.findings.filter((finding) => finding.weight !== 'info');
  const notice = preview.notices.find((one) => one.audience === 'class') ?? preview.notices[0];
  const classes = Object.entries(preview.reach).map(([channel, { targets }]) => channel + ': ' + targets);
  go.hidden = against.some((finding) => finding.weight === 'blocks');
  show(
    ['h2', go.hidden ? 'This cannot be declared' : 'This would be posted'],
    ...against.map((finding) => ['p', finding.message]),
    ['p', 'To ' + (classes.join(', ') || 'nobody')],
    ['pre', notice === undefined ? 'no notice' : notice.text],
  );
});

go.addEventListener('click', async () => {
  const done = await ask('', { seen });
  if (done === undefined) return;
  go.hidden = true;
  const from = done.releasesAt === undefined ? 'at once' : 'from ' + done.releasesAt.slice(11, 19);
  show(
    ['h2', 'Done: ' + done.declarationId],
    ['p', 'It is posted ' + from + ' unless an administrator stops it. All administrators and the board contact hear of it now.'],
    ['p', 'The set is spent. Have a new one issued.'],
  );
});
`;
