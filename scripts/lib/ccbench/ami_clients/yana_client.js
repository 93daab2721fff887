// SPDX-License-Identifier: GPL-3.0-or-later
// yana: PORT EVENTS
const AMI = require('yana');
let left = Number(process.argv[3]);
const ami = new AMI({host: '127.0.0.1', port: Number(process.argv[2]), login: 'bench', password: 'bench'});
ami.on('event', () => { if (--left === 0) process.exit(0); });
ami.connect();
