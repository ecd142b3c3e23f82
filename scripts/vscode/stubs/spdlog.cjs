// Stands in for @vscode/spdlog, a C++ log writer, where no compiler can build it: the same calls, files
// appended from JavaScript. Without it output channels stay empty and every process prints a stack trace.
const fs = require('node:fs');
const path = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.raw = false;
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.raw = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').slice(0, -1);
    try {
      fs.appendFileSync(this.file, this.raw ? message : `${time} [${names[level]}] ${message}\n`);
    } catch {
      // A log that cannot be written must not stop the editor; its folder may be gone at shutdown.
    }
  }
}

const methods = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
methods.forEach((method, level) => {
  Logger.prototype[method] = function (message) {
    this.write(level, message);
  };
});

async function createLogger(name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
