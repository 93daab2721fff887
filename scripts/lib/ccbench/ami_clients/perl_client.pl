# SPDX-License-Identifier: GPL-3.0-or-later
# Telephony::Asterisk::AMI: PORT EVENTS. It hands events out while it waits for an answer: that of the Ping comes last.
use strict;
use warnings;
use Telephony::Asterisk::AMI ();

my ($port, $left) = @ARGV;
my $ami = Telephony::Asterisk::AMI->new(
    Host => '127.0.0.1', Port => $port, Username => 'bench', Secret => 'bench',
    Event_Callback => sub { exit 0 if --$left == 0 },
);
$ami->connect or die $ami->error;
$ami->action(Action => 'Ping');
die "$left events are missing";
