import { knows, language, rich, t } from './language.js';

/** An element with properties and children; text only ever becomes text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'data') {
      Object.assign(made.dataset, value);
    } else if (key in made) {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return made;
}

/** The part after the prefix of a private claim: https://sallyport.dev/claims/tenant is the tenant. */
export function shortClaim(name) {
  return name.slice(name.lastIndexOf('/') + 1);
}

export function spoken(value) {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : String(value);
}

/** Minutes and seconds, with hours where there are any. */
export function clock(seconds) {
  const two = part => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** What came back, in the shape that reads best: a table for a list, pairs for an object. */
export function answer(value, action) {
  if (Array.isArray(value)) {
    return value.length ? table(value, action) : element('p', {}, t('outcome.empty'));
  }
  return value && typeof value === 'object' ? pairs(fieldsOf(value)) : null;
}

export function json(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return element('details', { className: 'json' },
    element('summary', {}, t('outcome.json')),
    element('pre', { tabIndex: 0 }, text));
}

/** The claims and the header names that a service says it received. */
export function received({ claims: held, headers }) {
  return [
    element('h3', {}, t('received.claims')),
    claims(held),
    element('h3', {}, t('received.headers')),
    element('ul', { className: 'headers' },
      headers.map(name => element('li', { className: name === 'authorization' ? 'token' : '' }, name)),
      headers.includes('cookie') ? null : element('li', { className: 'absent' }, rich('received.no-cookie'))),
  ];
}

const money = new Set(['amount']);
const open = new Set(['PLACED', 'OPEN']);

/** True for an entry that can still be refunded or approved. */
export function isOpen(entry) {
  return open.has(entry?.status);
}

/** A table of what a person wants to see of a list; "action" makes the button that an open entry has for its state. */
function table(rows, action) {
  const columns = fieldsOf(rows[0]).map(([name]) => name).filter(name => !/(At|On)$/.test(name));
  const header = columns.map(column => element('th', { scope: 'col', className: kind(column) }, field(column)));
  return element('div', { className: 'scroll' },
    element('table', {},
      element('thead', {}, element('tr', {}, header)),
      element('tbody', {}, rows.map(row => element('tr', {}, columns.map(column => cell(row, column, action)))))));
}

function cell(row, column, action) {
  const button = column === 'status' && isOpen(row);
  return element('td', { className: kind(column) }, button ? action(row) : plain(row[column], column));
}

function kind(column) {
  return money.has(column) ? 'number' : '';
}

/** Whose it is, and who did it, stand in the claims already; here they would be long names of no use. */
function fieldsOf(entry) {
  return Object.entries(entry).filter(([name]) => name !== 'tenant' && !name.endsWith('By'));
}

function field(name) {
  return knows(`field.${name}`) ? t(`field.${name}`) : name;
}

function pairs(entries) {
  return element('dl', { className: 'pairs' }, entries.flatMap(([name, value]) => [
    element('dt', {}, field(name)),
    element('dd', {}, plain(value, name)),
  ]));
}

/** The claims that Sallyport is about first, then the rest of them. */
function claims(all) {
  const rank = name => (name.includes('/') ? 2 : ['aud', 'scope'].includes(name) ? 1 : 3);
  const sorted = Object.entries(all).sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
  return element('dl', { className: 'pairs received' }, sorted.flatMap(([name, value]) => [
    element('dt', { title: name, className: rank(name) < 3 ? 'ours' : '' }, shortClaim(name)),
    element('dd', { className: rank(name) < 3 ? 'ours' : '' }, plain(value, name)),
  ]));
}

function plain(value, name) {
  if (['exp', 'iat', 'nbf', 'auth_time'].includes(name) && typeof value === 'number') {
    return `${value} (${new Date(value * 1000).toLocaleTimeString(language)})`;
  }
  if (money.has(name)) {
    return new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(value);
  }
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) {
    return new Date(value).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  }
  if (knows(`value.${value}`)) {
    return t(`value.${value}`);
  }
  if (Array.isArray(value)) {
    return value.join(', ');
  }
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? '–');
}

export function scopeInWords(scope) {
  return knows(`scope.${scope}`) ? t(`scope.${scope}`) : '';
}
