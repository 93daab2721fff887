# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong with an Asterisk, and astercc right again after it."""
from conftest import eventually
from test_astercc import assert_one_right_row, capture, mycdr, play_until_connected


def test_asterisk_restarted_in_mid_call_leaves_one_marked_row_and_no_ghost(astercc, asterisk, database):
    play_until_connected(astercc, asterisk, database)
    asterisk.restart()
    asterisk.await_listing(2)
    assert_one_right_row(database, gap=True)
    asterisk.play(capture("22/internal_answered"))
    eventually(lambda: len(mycdr(database)) == 2)
    assert mycdr(database)[1]["origin"] == "seen"
    eventually(lambda: not database.rows("SELECT id FROM curcdr"))


def test_asterisk_restarted_while_the_database_is_away_leaves_one_marked_row(astercc, asterisk, database, mariadb):
    play_until_connected(astercc, asterisk, database)
    mariadb.kill()
    asterisk.restart()
    asterisk.await_listing(2)
    mariadb.start()
    assert_one_right_row(database, gap=True)


def test_asterisk_restarted_again_and_again_is_right_again_each_time(astercc, asterisk, database):
    astercc.start()
    asterisk.await_listing(1)
    for count in range(2, 6):
        asterisk.restart()
        asterisk.await_listing(count)
    asterisk.play(capture("22/internal_answered"))
    eventually(lambda: len(mycdr(database)) == 1)


def test_an_asterisk_that_dies_between_login_and_lists_costs_nothing(astercc, asterisk, database):
    after = play_until_connected(astercc, asterisk, database)
    asterisk.mute_after_login = True
    asterisk.cut()
    asterisk.await_login(2)
    asterisk.mute_after_login = False
    asterisk.cut()
    asterisk.await_listing(2)
    asterisk.play(after)
    assert_one_right_row(database)
