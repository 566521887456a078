/**
 * Gets a new page where only a new page helps: the token changes with every start of the agent, so a page that outlived its agent is
 * refused for ever. The server is asked over HTTP first, because a reload towards a dead server would leave the browser's error page.
 */

/** Failed dials after which the token is suspected. */
export const DIALS_BEFORE_RELOAD = 3;

/** Reloads when the server answers; false when it does not. */
export async function reloadIfServed(): Promise<boolean> {
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store', signal: AbortSignal.timeout(3_000) });
    if (!answer.ok) return false;
  } catch {
    return false;
  }
  location.reload();
  return true;
}
