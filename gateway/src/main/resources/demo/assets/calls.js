/** The calls that the page offers, as the gateway's routes have them. */
export const services = {
  orders: [
    { id: 'list-orders', method: 'GET', path: '/api/orders', scope: 'orders:read' },
    {
      id: 'create-order',
      method: 'POST',
      path: '/api/orders',
      scope: 'orders:write',
      body: { item: 'Oak door', amount: 89.5 },
    },
    { id: 'refund-order', method: 'POST', path: '/api/orders/{id}/refund', scope: 'orders:refund' },
    { id: 'orders-received', method: 'GET', path: '/api/orders/whoami' },
  ],
  invoices: [
    { id: 'list-invoices', method: 'GET', path: '/api/invoices', scope: 'invoices:read' },
    { id: 'approve-invoice', method: 'POST', path: '/api/invoices/{id}/approve', scope: 'invoices:approve' },
    { id: 'invoices-received', method: 'GET', path: '/api/invoices/whoami' },
  ],
};

export const domainScopes = Object.values(services).flatMap(calls => calls.map(call => call.scope)).filter(Boolean);

const gatewayErrors = ['access_denied', 'cross_site_request', 'invalid_request'];

/** The call that settles an open entry of a list. */
export function settling(service) {
  return services[service].find(call => call.path.includes('{id}'));
}

export function pathOf(call, id) {
  return call.path.replace('{id}', id);
}

/** Makes a call and says what became of it, and who decided: the gateway, the service, or nobody. */
export async function make(service, call, id) {
  const outcome = { service, call, path: pathOf(call, id), at: new Date() };
  const started = performance.now();
  try {
    const response = await fetch(outcome.path, request(call));
    const answer = readable(await response.text());
    return { ...outcome, status: response.status, answer, ...verdict(response, answer), took: since(started) };
  } catch {
    return { ...outcome, status: 0, by: 'nobody', verdict: 'failed', took: since(started) };
  }
}

function request(call) {
  const headers = { Accept: 'application/json' };
  if (call.method === 'GET') {
    return { headers, cache: 'no-store' };
  }
  headers['X-CSRF'] = '1';
  if (!call.body) {
    return { method: call.method, headers };
  }
  headers['Content-Type'] = 'application/json';
  return { method: call.method, headers, body: JSON.stringify(call.body) };
}

/** Problems of the gateway's own; a service's problems have other words, or name no scope. */
function isFromGateway(answer) {
  return answer?.error === 'insufficient_scope' ? 'scope' in answer : gatewayErrors.includes(answer?.error);
}

function verdict(response, answer) {
  if (response.ok) {
    return { by: 'service', verdict: 'accepted' };
  }
  if (response.status === 401) {
    return { by: 'gateway', verdict: 'ended' };
  }
  if (response.status >= 500) {
    return { by: 'nobody', verdict: 'failed' };
  }
  return isFromGateway(answer)
    ? { by: 'gateway', verdict: 'refused-by-gateway' }
    : { by: 'service', verdict: 'refused-by-service' };
}

function readable(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}

function since(started) {
  return Math.round(performance.now() - started);
}
