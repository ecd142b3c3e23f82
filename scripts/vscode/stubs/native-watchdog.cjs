// Stands in for native-watchdog, a C++ thread that ends an extension host whose parent died while its own
// event loop is stuck. VS Code also checks its parent from JavaScript, and we end whole process groups.
exports.start = () => {};
exports.exit = (code) => process.exit(code);
