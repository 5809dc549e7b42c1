import { domainScopes, make, pathOf, services, settling } from './calls.js';
import { knows, language, rich, speak, t, translate } from './language.js';
import { askSession, endSession, secondsLeft } from './session.js';
import { answer, clock, element, isOpen, json, received, scopeInWords, shortClaim, spoken } from './show.js';

const people = {
  alice: ['orders:read', 'orders:write'],
  bob: ['orders:read', 'orders:refund'],
  carol: ['invoices:read', 'invoices:approve'],
  dave: [],
};

const $ = id => document.getElementById(id);

let session = null;
let ended = false;
let outcomes = [];
const targets = { orders: 1, invoices: 1 };
let warned = false;

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    speak(button.dataset.language);
    draw();
  });
}
$('sign-out').addEventListener('click', signOut);
document.addEventListener('visibilitychange', () => document.hidden || look());
addEventListener('pageshow', shown => shown.persisted && look());
setInterval(tick, 1000);
setInterval(look, 60_000);

await look();
draw();

/** Asks who is signed in, and draws anew only what is not as it was. */
async function look() {
  const before = session;
  try {
    session = await askSession();
  } catch {
    return;
  }
  if (before?.subject !== session?.subject) {
    ended = before !== null && session === null;
    outcomes = [];
    draw();
    if (ended) {
      $('notice').focus();
    }
  } else if (session && rights(before) !== rights(session)) {
    drawRights();
  }
}

function rights({ scopes, private_claims: claims }) {
  return JSON.stringify([scopes, claims]);
}

function draw() {
  document.documentElement.lang = language;
  document.title = session ? `Sallyport – ${session.name ?? session.username}` : 'Sallyport';
  for (const button of document.querySelectorAll('[data-language]')) {
    button.ariaPressed = String(button.dataset.language === language);
  }
  $('main').replaceChildren($(session ? 'signed-in' : 'signed-out').content.cloneNode(true));
  translate(document);
  $('account').hidden = !session;
  if (session) {
    drawSession();
  } else {
    drawPeople();
  }
  $('page').hidden = false;
}

function drawPeople() {
  $('notice').hidden = !ended;
  $('notice').textContent = ended ? t('ended') : '';
  $('people').append(...Object.entries(people).map(([name, scopes]) => element('li', {},
    element('strong', {}, name),
    element('span', { className: 'who' }, t(`people.${name}`)),
    scopes.length
      ? element('ul', { className: 'chips' }, scopes.map(scope => element('li', { title: scopeInWords(scope) }, scope)))
      : element('span', { className: 'none' }, t('people.nothing')))));
}

function drawSession() {
  const name = session.name ?? session.username;
  $('account-name').textContent = session.username;
  $('greeting').textContent = t('greeting', { name });
  $('gateway-holds').textContent = t('gateway.holds-of', { name: session.username });
  $('script-sees').textContent = document.cookie || t('browser.nothing');
  drawRights();
  tick();
  drawOutcome();
}

function drawRights() {
  const focused = document.activeElement?.id;
  $('scopes').replaceChildren(...domainScopes.map(scopeLine));
  $('claims').replaceChildren(...claimLines());
  $('claims').hidden = Object.keys(session.private_claims).length === 0;
  $('no-claims').hidden = !$('claims').hidden;
  $('calls').replaceChildren(...Object.entries(services).flatMap(([service, calls]) => callGroup(service, calls)));
  if (focused) {
    $(focused)?.focus();
  }
}

function scopeLine(scope) {
  const held = session.scopes.includes(scope);
  return element('li', { className: held ? 'held' : 'not-held', data: { scope } },
    element('code', {}, scope),
    element('span', { className: 'words' }, scopeInWords(scope)),
    element('span', { className: 'mark' }, t(held ? 'scopes.held' : 'scopes.not-held')));
}

function claimLines() {
  return Object.entries(session.private_claims).flatMap(([name, value]) => {
    const short = shortClaim(name);
    return [
      element('dt', { title: name }, knows(`claim.${short}`) ? t(`claim.${short}`) : short),
      element('dd', {}, spoken(value)),
    ];
  });
}

function callGroup(service, calls) {
  return [
    element('h3', {}, t('calls', { service })),
    element('ul', { className: 'calls' }, calls.map(call => element('li', {}, callButton(service, call)))),
  ];
}

function callButton(service, call) {
  const held = !call.scope || session.scopes.includes(call.scope);
  const button = element('button', { type: 'button', id: call.id },
    element('span', { className: 'label' }, t(`call.${call.id}`)),
    element('code', { className: 'path' }, `${call.method} ${pathOf(call, targets[service])}`),
    element('span', { className: held ? 'may' : 'may-not' },
      element('span', { className: 'visually-hidden' }, t('call.needs')), call.scope ?? t('call.any-session')));
  button.addEventListener('click', () => press(service, call));
  return button;
}

async function press(service, call, id = targets[service]) {
  const outcome = await make(service, call, id);
  if (outcome.verdict === 'ended') {
    await look();
    return;
  }
  outcomes = [outcome, ...outcomes].slice(0, 9);
  aimAtOpenEntry(service, outcome.answer);
  drawOutcome();
  showOutcome();
  $('announcement').textContent = t('outcome.announced', {
    call: t(`call.${call.id}`),
    status: outcome.status,
    verdict: t(`outcome.${outcome.verdict}`),
  });
  look();
}

/** Lets the next refund or approval be of something that a list has shown. */
function aimAtOpenEntry(service, list) {
  const found = Array.isArray(list) ? list.find(isOpen) : undefined;
  if (found) {
    targets[service] = found.id;
    const call = settling(service);
    $(call.id).querySelector('.path').textContent = `${call.method} ${pathOf(call, found.id)}`;
  }
}

function drawOutcome() {
  const [latest, ...earlier] = outcomes;
  const service = latest?.service ?? 'orders';
  $('service-name').textContent = latest ? t('service.named', { service }) : t('service');
  $('token-for').textContent = latest ? t('token-for', { service }) : '';
  $('outcome').replaceChildren(...(latest ? story(latest) : [element('p', { className: 'soft' }, t('outcome.waiting'))]));
  $('log').hidden = earlier.length === 0;
  $('log-entries').replaceChildren(...earlier.map(logLine));
  if (latest) {
    drawWay(latest);
  }
}

function story(outcome) {
  return [
    element('p', { className: `verdict ${outcome.verdict}` },
      outcome.status ? element('span', { className: 'status' }, outcome.status) : null,
      element('strong', {}, t(`outcome.${outcome.verdict}`))),
    element('p', { className: 'soft' },
      element('code', {}, `${outcome.call.method} ${outcome.path}`), ` · ${outcome.took} ms`),
    element('p', {}, why(outcome)),
    outcome.verdict === 'accepted' ? readable(outcome) : null,
    outcome.answer === undefined ? null : json(outcome.answer),
  ].flat().filter(Boolean);
}

function why({ verdict, status, service, call, answer: body }) {
  const name = session.username;
  switch (verdict) {
    case 'accepted':
      return rich(call.scope ? 'outcome.passed' : 'outcome.passed-any', { scope: call.scope, name, service });
    case 'refused-by-gateway':
      return body.scope
        ? rich('outcome.missing-scope', { scope: body.scope, name })
        : rich('outcome.gateway-says', { detail: detail(body) });
    case 'refused-by-service':
      return rich('outcome.service-says', { detail: detail(body) });
    default:
      return t(status ? 'outcome.unavailable' : 'outcome.offline');
  }
}

function readable({ service, answer: body }) {
  return body?.claims && body?.headers ? received(body) : answer(body, entry => settleButton(service, entry));
}

function settleButton(service, { id }) {
  const call = settling(service);
  const words = t(`settle.${call.id}`);
  const button = element('button', { type: 'button', className: 'quiet', ariaLabel: `${words} ${id}` }, words);
  button.addEventListener('click', () => press(service, call, id));
  return button;
}

function detail(body) {
  return body?.detail ?? body?.title ?? '–';
}

function logLine({ call, path, status, by, service, verdict }) {
  return element('li', { className: verdict },
    element('span', { className: 'status' }, status || '–'),
    element('code', {}, `${call.method} ${path}`),
    element('span', {}, t(`log.${by}`, { service })));
}

/** Lets the picture show how far this call came. */
function drawWay({ by, verdict, call }) {
  const stage = $('stage');
  stage.className = 'stage live';
  for (const line of stage.querySelectorAll('.scopes li')) {
    line.classList.toggle('asked', line.dataset.scope === call.scope);
  }
  stage.getBoundingClientRect(); // starts the animation again
  stage.classList.add(by === 'service' ? 'reached-service' : 'stopped-at-gateway', verdict);
}

/** Where the picture is longer than the window, what came back may be below it. */
function showOutcome() {
  const place = $('outcome').parentElement;
  if (place.getBoundingClientRect().top > innerHeight * 0.7) {
    place.scrollIntoView({ block: 'start' });
  }
}

function tick() {
  if (!session) {
    return;
  }
  const idle = secondsLeft(session, 'idle');
  const absolute = secondsLeft(session, 'absolute');
  $('idle-left').textContent = clock(idle);
  $('absolute-left').textContent = clock(absolute);
  $('idle-left').classList.toggle('soon', idle < 60);
  if (idle < 60 && !warned) {
    $('announcement').textContent = t('time-left.soon');
  }
  warned = idle < 60;
  if (Math.min(idle, absolute) === 0) {
    look();
  }
}

async function signOut() {
  try {
    location.assign(await endSession());
  } catch {
    $('announcement').textContent = t('ended.sign-out-failed');
  }
}
