// SPDX-License-Identifier: GPL-3.0-or-later
// asterisk-manager: PORT EVENTS
const Manager = require('asterisk-manager');
let left = Number(process.argv[3]);
const ami = new Manager(process.argv[2], '127.0.0.1', 'bench', 'bench', true);
ami.on('managerevent', () => { if (--left === 0) process.exit(0); });
