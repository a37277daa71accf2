class ValidationError extends Error {
  constructor(field, options) {
    super(`${field} is invalid`, options);
    this.name = 'ValidationError';
    this.field = field;
  }
}
try {
  try { JSON.parse('{'); } catch (cause) { throw new ValidationError('price', { cause }); }
} catch (e) {
  console.log(`${e} ${e.field} ${e.cause.name} ${e instanceof ValidationError} ${e instanceof Error}`);
  console.log(e.stack.split('\n')[0]);
}
function Legacy(message) { this.message = message; this.name = 'Legacy'; }
Legacy.prototype = Object.create(Error.prototype);
Legacy.prototype.constructor = Legacy;
try { throw new Legacy('old'); } catch (e) { console.log(`${e} ${e instanceof Error}`); }
