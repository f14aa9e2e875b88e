/**
 * Takes the place of `@vscode/spdlog` in code-server, whose native half would need a compiler: VS Code's logs are written,
 * instead of an error for each log that it opens.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = levels.indexOf('info');
    this.plain = false;
    mkdirSync(path.dirname(file), { recursive: true });
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }

  write(level, message) {
    if (level < this.level) return;
    const head = this.plain ? '' : `${new Date().toISOString()} [${levels[level]}] `;
    try {
      appendFileSync(this.file, `${head}${message}${this.plain ? '' : '\n'}`);
    } catch {
      // A log that cannot be written, its folder gone at the end of a test, is no reason to fail.
    }
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(name, file) {
  return new Logger('rotating', name, file);
}

// Named one by one: VS Code imports it as an ES module, and Node finds only such names.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
