<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// The statements of a page of ours, run by PHP and shown as tables: what the page would cost with php-fpm.
declare(strict_types=1);

$database = new PDO('mysql:unix_socket=' . $_SERVER['DATABASE'] . ';dbname=astercc;charset=utf8mb4', 'root', '', [
    PDO::ATTR_PERSISTENT => true,
    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
]);
header('Content-Type: text/html; charset=utf-8');
echo "<!doctype html>\n<html lang=\"en\"><head><title>List</title></head><body>\n";
foreach (json_decode(file_get_contents($_SERVER['STATEMENTS']), true, 4, JSON_THROW_ON_ERROR) as $statement) {
    echo "<table>\n";
    foreach ($database->query($statement) as $row) {
        echo '<tr>';
        foreach ($row as $value) {
            echo '<td>', htmlspecialchars((string) $value, ENT_QUOTES), '</td>';
        }
        echo "</tr>\n";
    }
    echo "</table>\n";
}
echo "</body></html>\n";
