// What a county has beside the service: a login provider (its keys, and a token of a worker) and a pager.
import { createServer } from 'node:http';
import { createSign, generateKeyPairSync } from 'node:crypto';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' };
const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');

function token() {
  const now = Math.floor(Date.now() / 1000);
  const content = `${part({ alg: 'RS256', typ: 'JWT', kid: 'k1' })}.${part({
    iss: 'http://127.0.0.1:9999', aud: 'shouwang-staff', sub: 'lin', name: 'Lin', roles: ['INTAKE_WORKER'], centre: 'tpe',
    iat: now, nbf: now, exp: now + 600, jti: String(now),
  })}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
}

createServer((request, response) => {
  if (request.url === '/jwks.json') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ keys: [key] }));
  } else if (request.url === '/token') {
    response.end(token());
  } else {
    request.resume().on('end', () => response.end());
  }
}).listen(9999, '127.0.0.1');
