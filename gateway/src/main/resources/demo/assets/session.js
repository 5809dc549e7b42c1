/**
 * The session as the gateway describes it: who, which scopes and claims, and how long. Asking never extends it, and no
 * token is part of the answer.
 */
export async function askSession() {
  const response = await fetch('/bff/session', { headers: { Accept: 'application/json' }, cache: 'no-store' });
  if (response.status === 401) {
    return null;
  }
  if (!response.ok) {
    throw new Error(`The session could not be read: ${response.status}`);
  }
  return { ...(await response.json()), askedAt: Date.now() };
}

/** Seconds left until the session ends, counted down here: "idle" without another call, "absolute" at the latest. */
export function secondsLeft(session, kind) {
  const passed = (Date.now() - session.askedAt) / 1000;
  return Math.max(0, Math.ceil(session.seconds_left[kind] - passed));
}

/** Ends the session here and gives the address that ends it at Keycloak too. */
export async function endSession() {
  const response = await fetch('/bff/logout', {
    method: 'POST',
    headers: { Accept: 'application/json', 'X-CSRF': '1' },
  });
  if (response.status === 401) {
    return '/';
  }
  if (!response.ok) {
    throw new Error(`Signing out failed: ${response.status}`);
  }
  return (await response.json()).logout_url;
}
