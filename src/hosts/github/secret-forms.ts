/** Shorter ones are no tokens; masking them would black out half the log. */
const shortestSecret = 6;

/**
 * A secret and the forms in which it could show up in a log: the runner masks exact texts only.
 * The forms of base64 are those of the token alone and of the credentials that git sends.
 */
export function secretForms(secret: string): string[] {
  if (secret.length < shortestSecret) return [];
  const forms = [
    secret,
    base64(secret),
    base64(`x-access-token:${secret}`),
    base64(`:${secret}`),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
  return [...new Set(forms)];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
