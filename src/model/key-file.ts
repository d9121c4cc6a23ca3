/** Key files are not opened: what is not read cannot leak. */
export function isKeyFile(path: string): boolean {
  return /\.(pkey|key)$/i.test(path) || isKeyStoreName(path);
}

/** What may hold keys and may be a trust store. */
export function isKeyStoreName(path: string): boolean {
  return /\.(p12|pfx|pkcs12|jks|jceks|keystore|truststore)$/i.test(path);
}
